"""The words of many texts: their forms, spellings and stems, and which of them say something."""
