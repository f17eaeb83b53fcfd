"""What every test needs of the process that runs it."""

import signal

# A shell that puts the suite in the background has it ignore Ctrl+C, and so would every command it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
