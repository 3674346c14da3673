//go:build !windows

package cmd

import "syscall"

// forbidCores keeps the system from writing the memory of this process, which
// holds answers, to a file if it crashes. Where that fails there was nothing that
// a process may do about it.
func forbidCores() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
