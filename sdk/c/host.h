// What a program may ask of its host, where its definition grants it. A module imports only what its program calls.
#ifndef HOST_H
#define HOST_H

#include "jobicolet.h"
#include "json.h"

enum answer_kind {
    ANSWER_OK = 0,
    ANSWER_ABSENT = -1,       // there is nothing by that name
    ANSWER_NOT_GRANTED = -2,  // a retry changes nothing
    ANSWER_INVALID = -3,      // a retry changes nothing
    ANSWER_OVER_LIMIT = -4,
    ANSWER_FAILED = -5,       // a retry may succeed
    ANSWER_TIMED_OUT = -6,    // a retry may succeed
};

// The value if the kind is ANSWER_OK; else what the host says of it, for the program's author.
typedef struct {
    enum answer_kind kind;
    slice text;
} answer;

IMPORT("jobico", "answer") int32_t jobico_answer(char *to, size_t length);
IMPORT("jobico", "config_get") int32_t jobico_config_get(const char *name, size_t length);
IMPORT("jobico", "secret_get") int32_t jobico_secret_get(const char *name, size_t length);
IMPORT("jobico", "value_get") int32_t jobico_value_get(const char *key, size_t length);
IMPORT("jobico", "value_set") int32_t jobico_value_set(const char *key, size_t length, const char *value, size_t size);
IMPORT("jobico", "value_remove") int32_t jobico_value_remove(const char *key, size_t length);
IMPORT("jobico", "value_keys") int32_t jobico_value_keys(const char *prefix, size_t length, uint32_t max);
IMPORT("jobico", "publish") int32_t jobico_publish(const char *event, size_t length, const char *data, size_t size);
IMPORT("jobico", "http_send") int32_t jobico_http_send(const char *head, size_t length, const char *body, size_t size);
IMPORT("jobico", "http_body") int32_t jobico_http_body(void);

static inline answer take_answer(int32_t number) {
    if (number == ANSWER_ABSENT) return (answer){ANSWER_ABSENT, {0, 0}};
    size_t size = (size_t)(number < 0 ? jobico_answer(0, 0) : number);
    if (size == 0) return (answer){number < 0 ? (enum answer_kind)number : ANSWER_OK, {0, 0}};
    char *copy = jobicolet_malloc(size);
    jobico_answer(copy, size);
    return (answer){number < 0 ? (enum answer_kind)number : ANSWER_OK, {copy, copy + size}};
}

// A value of `env`, or one of JOBICO_TENANT, JOBICO_JOB, JOBICO_EVENT, JOBICO_EVENT_ID, JOBICO_ATTEMPT.
static inline answer config_get(const char *name) {
    return take_answer(jobico_config_get(name, length_of(name)));
}

// A secret that the definition names under `secrets`.
static inline answer secret_get(const char *name) {
    return take_answer(jobico_secret_get(name, length_of(name)));
}

// The tenant's own key/value store, where the definition says `keyvalue: read` or `write`. Writes take effect at once,
// whatever becomes of the run.
static inline answer value_get(slice key) { return take_answer(jobico_value_get(key.at, length(key))); }

static inline answer value_set(slice key, slice value) {
    return take_answer(jobico_value_set(key.at, length(key), value.at, length(value)));
}

// Removing what is not there succeeds.
static inline answer value_remove(slice key) { return take_answer(jobico_value_remove(key.at, length(key))); }

// The keys with a prefix in byte order, at most so many: a JSON array, for json_next.
static inline answer value_keys(slice prefix, uint32_t max) {
    return take_answer(jobico_value_keys(prefix.at, length(prefix), max));
}

// Publishes an event of those that the definition lists under `publish`; its data are JSON that fits the event's
// schema. It exists once the run has succeeded.
static inline answer publish(const char *event, slice data) {
    return take_answer(jobico_publish(event, length_of(event), data.at, length(data)));
}

typedef struct {
    const char *name;
    slice value;
} http_header;

// What is left out is empty: method is GET, timeout_ms what the host allows.
typedef struct {
    const char *method;
    slice url;
    const http_header *headers;
    size_t header_count;
    slice body;
    uint32_t timeout_ms;
} http_request;

// Any response is ANSWER_OK, whatever its status. Else there is only the message.
typedef struct {
    enum answer_kind kind;
    slice message;
    int status;
    slice headers;  // JSON: [["name", "value"], …], names in lower case
    slice body;
} http_response;

// Sends a request to one of the origins that the definition lists under `http`.
static inline http_response http_send(http_request request) {
    text head = {0};
    add(&head, "{\"method\":");
    add_json(&head, of(request.method ? request.method : "GET"));
    add(&head, ",\"url\":");
    add_json(&head, request.url);
    add(&head, ",\"headers\":[");
    for (size_t i = 0; i < request.header_count; i++) {
        add(&head, i ? ",[" : "[");
        add_json(&head, of(request.headers[i].name));
        add(&head, ",");
        add_json(&head, request.headers[i].value);
        add(&head, "]");
    }
    add(&head, "]");
    if (request.timeout_ms) {
        add(&head, ",\"timeoutMs\":");
        add_integer(&head, request.timeout_ms);
    }
    add(&head, "}");
    answer sent = take_answer(jobico_http_send(head.at, head.length, request.body.at, length(request.body)));
    if (sent.kind != ANSWER_OK) return (http_response){.kind = sent.kind, .message = sent.text};
    answer body = take_answer(jobico_http_body());
    return (http_response){
        .kind = ANSWER_OK,
        .status = (int)json_integer(json_member(sent.text, "status")),
        .headers = json_member(sent.text, "headers"),
        .body = body.text,
    };
}

#endif
