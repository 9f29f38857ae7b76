package jobicolet

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestRun_ByWhatTheProgramReturns_HasItsCode(t *testing.T) {
	for _, one := range []struct {
		err  error
		code uint64
		text string
	}{
		{nil, 0, "{}"},
		{errors.New("no"), 1, "no"},
		{Fail(7, "no %s", "tea"), 7, "no tea"},
		{&Failure{0, "zero is no failure's code"}, 1, "zero is no failure's code"},
	} {
		Handle(func(event []byte) ([]byte, error) { return event, one.err })

		code, text := Run([]byte("{}"))

		if code != one.code || string(text) != one.text {
			t.Errorf("%v gave %d %q", one.err, code, text)
		}
	}
}

func TestValue_SetAndRemoved_IsThereInBetween(t *testing.T) {
	Testing()

	if _, is, err := Value("a"); is || err != nil {
		t.Error("there is a value that nobody has set")
	}
	if err := SetValue("a", ""); err != nil {
		t.Error(err)
	}
	if value, is, err := Value("a"); value != "" || !is || err != nil {
		t.Error("an empty value is none")
	}
	SetValue("b", "2")
	if keys, err := Keys("", 9); fmt.Sprint(keys) != "[a b]" || err != nil {
		t.Error(keys, err)
	}
	RemoveValue("a")
	if _, is, _ := Value("a"); is {
		t.Error("what was removed is there")
	}
}

func TestSecret_NotGranted_IsAHostError(t *testing.T) {
	Testing().Secrets["TOKEN"] = "t"

	if value, err := Secret("TOKEN"); value != "t" || err != nil {
		t.Error(value, err)
	}
	var refused *HostError
	if _, err := Secret("OTHER"); !errors.As(err, &refused) || refused.Kind != NotGranted || refused.Passes() {
		t.Error(err)
	}
}

func TestSend_ARequest_ReachesTheOtherSideWhole(t *testing.T) {
	var seen Request
	Testing().Serve = func(request Request) (Response, error) {
		seen = request
		return Response{Status: 404, Headers: [][2]string{{"a", "b"}}, Body: []byte("none")}, nil
	}

	response, err := Send(Request{
		Method: "PUT", URL: "https://x/", Headers: [][2]string{{"A", "1"}}, Body: []byte("ü"), Timeout: time.Second,
	})

	if err != nil || response.Status != 404 || string(response.Body) != "none" || response.Headers[0][1] != "b" {
		t.Error(response, err)
	}
	if seen.Method != "PUT" || seen.URL != "https://x/" || string(seen.Body) != "ü" ||
		seen.Headers[0] != [2]string{"A", "1"} {
		t.Error(seen)
	}
}

func TestConfig_WhatIsThere_IsGiven(t *testing.T) {
	env := Testing().Env
	env["JOBICO_EVENT_ID"], env["JOBICO_ATTEMPT"] = "01J", "2"

	_, is := Config("NONE")

	if is || EventID() != "01J" || Attempt() != 2 {
		t.Error(is, EventID(), Attempt())
	}
}
