package main

import (
	"testing"

	"jobicolet"
)

func TestGreet_TheSameCustomerTwice_IsWelcomedBack(t *testing.T) {
	jobicolet.Testing()
	event := []byte(`{"customer":"c-7","name":"Ada"}`)

	first, _ := greet(event)
	second, err := greet(event)

	if err != nil || string(first) != `{"customer":"c-7","text":"Welcome, Ada!","visits":1}` ||
		string(second) != `{"customer":"c-7","text":"Welcome back, Ada!","visits":2}` {
		t.Error(string(first), string(second), err)
	}
}

func TestGreet_WithoutAName_IsAFailureOfCode2(t *testing.T) {
	_, err := greet([]byte(`{"customer":"c-7","name":""}`))

	if failure, is := err.(*jobicolet.Failure); !is || failure.Code != 2 {
		t.Error(err)
	}
}
