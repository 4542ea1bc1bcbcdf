"""One function per thing a person does. Each change returns what it touched."""
