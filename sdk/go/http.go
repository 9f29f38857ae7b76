package jobicolet

import (
	"encoding/json"
	"time"
)

// Request goes to one of the origins that the definition lists under http.
type Request struct {
	// Method is GET where it is empty.
	Method string
	URL    string
	// Headers are name and value, in this order.
	Headers [][2]string
	Body    []byte
	// Timeout is in steps of a millisecond; 0 is what the host allows.
	Timeout time.Duration
}

// Response is what came back, whatever its status.
type Response struct {
	Status int
	// Headers are name, in lower case, and value.
	Headers [][2]string
	Body    []byte
}

// Send sends a request and waits for its response.
func Send(request Request) (Response, error) {
	head, err := json.Marshal(requestHead{
		Method:    request.Method,
		URL:       request.URL,
		Headers:   request.Headers,
		TimeoutMs: request.Timeout.Milliseconds(),
	})
	if err != nil {
		return Response{}, err
	}
	text, _, err := answered(httpSend(string(head), string(request.Body)))
	if err != nil {
		return Response{}, err
	}
	var response responseHead
	if err := json.Unmarshal([]byte(text), &response); err != nil {
		return Response{}, err
	}
	body, _, err := answered(httpBody())
	return Response{response.Status, response.Headers, []byte(body)}, err
}

type requestHead struct {
	Method    string      `json:"method,omitempty"`
	URL       string      `json:"url"`
	Headers   [][2]string `json:"headers,omitempty"`
	TimeoutMs int64       `json:"timeoutMs,omitempty"`
}

type responseHead struct {
	Status  int         `json:"status"`
	Headers [][2]string `json:"headers"`
}
