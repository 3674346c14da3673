// Command mbi is a toolkit for the Maslach Burnout Inventory.
package main

import (
	"os"

	"burnout/cmd"
)

func main() { os.Exit(cmd.Main()) }
