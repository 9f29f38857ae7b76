package jobicolet

import (
	"encoding/json"
	"strconv"
)

// HostError is why the host did not do what it was asked for.
type HostError struct {
	Kind Kind
	// Message is the host's, for the program's author.
	Message string
}

// Kind is a kind of HostError, by the numbers of the ABI.
type Kind int32

const (
	// NotGranted: the definition does not have it; a retry changes nothing.
	NotGranted Kind = -2
	// Invalid: the request is malformed; a retry changes nothing.
	Invalid Kind = -3
	// OverLimit: a limit of size or number is reached.
	OverLimit Kind = -4
	// Failed: the other side failed or can't be reached; a retry may succeed.
	Failed Kind = -5
	// TimedOut: the time allowed for the request is over; a retry may succeed.
	TimedOut Kind = -6
)

const absent = -1

func (failure *HostError) Error() string { return failure.Message }

// Passes says whether a later try may do better. To have the queue make one, panic.
func (failure *HostError) Passes() bool { return failure.Kind == Failed || failure.Kind == TimedOut }

// Config is a value of the definition's env, or of JOBICO_TENANT, _JOB, _EVENT, _EVENT_ID and _ATTEMPT; is says whether
// there is one.
func Config(name string) (value string, is bool) {
	text, is, err := answered(configGet(name))
	return text, is && err == nil
}

// EventID is the same at every attempt: an idempotency key for whatever is done outside.
func EventID() string {
	id, _ := Config("JOBICO_EVENT_ID")
	return id
}

// Attempt is 1 at the first.
func Attempt() int {
	text, _ := Config("JOBICO_ATTEMPT")
	number, _ := strconv.Atoi(text)
	return number
}

// Secret is one that the definition names under secrets.
func Secret(name string) (string, error) {
	value, is, err := answered(secretGet(name))
	if err == nil && !is {
		err = &HostError{NotGranted, "there is no secret '" + name + "'"}
	}
	return value, err
}

// Value is what the tenant's key/value store has under a key, where the definition says keyvalue: read or write; is
// says whether there is anything.
func Value(key string) (value string, is bool, err error) { return answered(valueGet(key)) }

// SetValue takes effect at once, whatever becomes of the run. It wants keyvalue: write.
func SetValue(key, value string) error {
	_, _, err := answered(valueSet(key, value))
	return err
}

// RemoveValue succeeds where there is nothing to remove. It wants keyvalue: write.
func RemoveValue(key string) error {
	_, _, err := answered(valueRemove(key))
	return err
}

// Keys are those with a prefix in the order of their bytes, at most so many.
func Keys(prefix string, max uint32) ([]string, error) {
	text, _, err := answered(valueKeys(prefix, max))
	if err != nil {
		return nil, err
	}
	var keys []string
	return keys, json.Unmarshal([]byte(text), &keys)
}

// Publish makes an event of the tenant that the definition lists under publish. It exists once the run has succeeded.
func Publish(event string, data []byte) error {
	_, _, err := answered(publish(event, string(data)))
	return err
}

// answered takes what a request of the host came to, by the number that it answered with.
func answered(number int32) (text string, is bool, err error) {
	switch {
	case number >= 0:
		return answerText(), true, nil
	case number == absent:
		return "", false, nil
	default:
		return "", false, &HostError{Kind(number), answerText()}
	}
}
