"""Pictures that people send: looked at and made anew in a limited child process."""
