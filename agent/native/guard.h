/* Parts of the library that FFmpeg loads; none of their names is seen from outside it. */
#ifndef GUARD_H
#define GUARD_H

#define OF_THE_LIBRARY __attribute__((visibility("hidden")))

/* Puts the words in that the command was started without; ends the program where one is missing. */
OF_THE_LIBRARY void reveal_words(int argc, char **argv);

/* Leaves the files in reach that FILES_READ and FILES_WRITE name. New privileges were given up before. */
OF_THE_LIBRARY void hold_to_files(void);

#endif
