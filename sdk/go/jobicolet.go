// Package jobicolet is the core ABI of a Jobicolet for TinyGo: an event's JSON in, a result out, and what a program may
// ask of its host.
package jobicolet

import "fmt"

// Program takes an event's JSON and gives a result: what the next event's data are. An error is the other answer, with
// the code of a *Failure and 1 for any other; the queue's retry does not apply to it. A panic is a fault, to which it does.
type Program func(event []byte) (result []byte, err error)

// Failure is an answer with a code of the program's own.
type Failure struct {
	// Code is anything but 0, which counts as 1.
	Code uint64
	// Message is for whoever gets the answer.
	Message string
}

func (failure *Failure) Error() string { return failure.Message }

// Fail makes a Failure.
func Fail(code uint64, format string, values ...any) error {
	return &Failure{code, fmt.Sprintf(format, values...)}
}

var registered Program

// Handle says what the program is. It belongs into func init, which is called however the module is built.
func Handle(program Program) { registered = program }

// Run is what an event comes to: the code and the result, or the error's text.
func Run(event []byte) (code uint64, result []byte) {
	if registered == nil {
		panic("no program: jobicolet.Handle was not called in func init")
	}
	result, err := registered(event)
	if err == nil {
		return 0, result
	}
	code = 1
	if failure, is := err.(*Failure); is && failure.Code != 0 {
		code = failure.Code
	}
	return code, []byte(err.Error())
}
