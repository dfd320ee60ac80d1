"""English text: its marks and sentences, who is said to speak in them, and how one is put right."""
