// Greets whoever the event names.
package main

import (
	"encoding/json"
	"strings"

	"{{name}}/sdk/jobicolet"
)

type person struct {
	FirstName string `json:"firstName"`
	LastName  string `json:"lastName"`
}

type greeting struct {
	Greeting string `json:"greeting"`
}

func init() { jobicolet.Handle(greet) }

func main() {}

func greet(event []byte) ([]byte, error) {
	var who person
	if err := json.Unmarshal(event, &who); err != nil {
		return nil, err
	}
	if who.FirstName == "" {
		return nil, jobicolet.Fail(1, "a greeting needs a name")
	}
	jobicolet.Info("greeting %s", who.FirstName)

	hello, is := jobicolet.Config("GREETING")
	if !is {
		hello = "Good day"
	}
	return json.Marshal(greeting{hello + ", " + strings.TrimSpace(who.FirstName+" "+who.LastName) + "!"})
}
