"""What runs the library: which files a job needs, its log, progress, threads, memory and time."""
