// Preloaded: adds seconds ("wall boot mono" on one line of $SKEW_FILE, read at each call) to the clocks of a program.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *moment)
{
    static int (*real)(clockid_t, struct timespec *);
    double wall = 0, boot = 0, mono = 0;
    if (!real)
        real = dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, moment);
    const char *path = getenv("SKEW_FILE");
    FILE *file = path ? fopen(path, "r") : NULL;
    if (file) {
        if (fscanf(file, "%lf %lf %lf", &wall, &boot, &mono) != 3)
            wall = boot = mono = 0;
        fclose(file);
    }
    if (clock == CLOCK_REALTIME)
        moment->tv_sec += (time_t)wall;
    else if (clock == CLOCK_BOOTTIME)
        moment->tv_sec += (time_t)boot;
    else if (clock == CLOCK_MONOTONIC)
        moment->tv_sec += (time_t)mono;
    return result;
}
