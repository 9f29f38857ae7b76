module go-greet

go 1.19

require jobicolet v0.0.0

replace jobicolet => ../../sdk/go
