package cmd

// forbidCores has nothing to do: Windows dumps a process only where its
// administrator asks for that, beyond the reach of the process.
func forbidCores() {}
