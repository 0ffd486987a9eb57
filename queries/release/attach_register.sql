-- Opens the register for reading.
attach $file as register (read_only);
