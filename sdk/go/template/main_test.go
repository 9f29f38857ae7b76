package main

import (
	"testing"

	"{{name}}/sdk/jobicolet"
)

func TestGreet_APerson_IsGreeted(t *testing.T) {
	jobicolet.Testing().Env["GREETING"] = "Hello"

	result, err := greet([]byte(`{"firstName":"Ada","lastName":"Lovelace"}`))

	if err != nil || string(result) != `{"greeting":"Hello, Ada Lovelace!"}` {
		t.Error(string(result), err)
	}
}

func TestGreet_Nobody_IsAFailure(t *testing.T) {
	if _, err := greet([]byte(`{"firstName":""}`)); err == nil {
		t.Error("nobody was greeted")
	}
}
