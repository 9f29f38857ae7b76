module jobicolet

go 1.19
