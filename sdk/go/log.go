package jobicolet

import "fmt"

const (
	levelDebug = iota
	levelInfo
	levelWarning
	levelError
)

// Debug writes a log line of the run.
func Debug(format string, values ...any) { logLine(levelDebug, fmt.Sprintf(format, values...)) }

// Info writes a log line of the run.
func Info(format string, values ...any) { logLine(levelInfo, fmt.Sprintf(format, values...)) }

// Warning writes a log line of the run.
func Warning(format string, values ...any) { logLine(levelWarning, fmt.Sprintf(format, values...)) }

// Error writes a log line of the run.
func Error(format string, values ...any) { logLine(levelError, fmt.Sprintf(format, values...)) }
