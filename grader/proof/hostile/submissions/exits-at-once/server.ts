// Success, says the exit code.
process.exit(0);
