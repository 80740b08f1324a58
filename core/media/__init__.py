"""Media storage: files that people send and pictures made of them, behind one port."""
