-- Opens the new release for writing.
attach $file as release;
