/* Parts of the library that FFmpeg loads; none of their names is seen from outside it. */
#ifndef GUARD_H
#define GUARD_H

#define EXIT_NOT_HELD 96

#define OF_THE_LIBRARY __attribute__((visibility("hidden")))

/* Puts the words in that the command was started without; ends the program where one is missing. */
OF_THE_LIBRARY void reveal_words(int argc, char **argv);

/* Ends the program: one that is not held in reads nothing. `why` is a line of its log. */
OF_THE_LIBRARY void refuse_to_start(int exit_code, const char *why) __attribute__((noreturn));

/* Leaves the files in reach that FILES_READ and FILES_WRITE name. New privileges were given up before.
 * Ends the program where a kernel that has Landlock does not hold it. */
OF_THE_LIBRARY void hold_to_files(void);

/* Gives up calls that FFmpeg never makes, or ends the program. New privileges were given up before. */
OF_THE_LIBRARY void give_up_calls(void);

#endif
