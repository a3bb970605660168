/*
 * Makes system calls fail on chosen files of a process, at the moment a test chooses.
 *
 * Loaded by LD_PRELOAD. The file named by TORTURE_FAULTS is shared memory with the test:
 *   byte 0      which calls fail: bit 0 writes, bit 1 syncs, bit 2 reads, bit 3 renames
 *   byte 1      errno that they fail with
 *   byte 2      of 256 calls, how many fail; 0 for all
 *   byte 8...   part of the file's path, ended by NUL
 *   byte 1024   uint64: how many calls have failed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITES = 1, SYNCS = 2, READS = 4, RENAMES = 8 };

static volatile unsigned char *control;

__attribute__((constructor)) static void attach(void) {
    const char *name = getenv("TORTURE_FAULTS");
    int fd = name ? open(name, O_RDWR) : -1;
    if (fd < 0) {
        return;
    }
    void *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (shared != MAP_FAILED) {
        control = shared;
    }
}

static int is_hit(const char *path) {
    static _Atomic uint32_t turn;
    if (strstr(path, (const char *)control + 8) == NULL) {
        return 0;
    }
    unsigned share = control[2];
    uint32_t mixed = atomic_fetch_add(&turn, 1) * 2654435761u >> 24;
    if (share != 0 && mixed >= share) {
        return 0;
    }
    atomic_fetch_add((_Atomic uint64_t *)(control + 1024), 1);
    errno = control[1];
    return 1;
}

static int fails(int kind, int fd) {
    if (control == NULL || (control[0] & kind) == 0) {
        return 0;
    }
    char link[32], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = '\0';
    return is_hit(path);
}

#define NEXT(result, name, ...)                                                                    \
    static result (*next)(__VA_ARGS__);                                                            \
    if (next == NULL) {                                                                            \
        next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name);                                     \
    }

ssize_t write(int fd, const void *bytes, size_t count) {
    NEXT(ssize_t, "write", int, const void *, size_t)
    return fails(WRITES, fd) ? -1 : next(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    NEXT(ssize_t, "pwrite", int, const void *, size_t, off_t)
    return fails(WRITES, fd) ? -1 : next(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t)
    return fails(WRITES, fd) ? -1 : next(fd, bytes, count, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    NEXT(ssize_t, "writev", int, const struct iovec *, int)
    return fails(WRITES, fd) ? -1 : next(fd, parts, count);
}

ssize_t read(int fd, void *bytes, size_t count) {
    NEXT(ssize_t, "read", int, void *, size_t)
    return fails(READS, fd) ? -1 : next(fd, bytes, count);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t at) {
    NEXT(ssize_t, "pread", int, void *, size_t, off_t)
    return fails(READS, fd) ? -1 : next(fd, bytes, count, at);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t at) {
    NEXT(ssize_t, "pread64", int, void *, size_t, off64_t)
    return fails(READS, fd) ? -1 : next(fd, bytes, count, at);
}

int fsync(int fd) {
    NEXT(int, "fsync", int)
    return fails(SYNCS, fd) ? -1 : next(fd);
}

int fdatasync(int fd) {
    NEXT(int, "fdatasync", int)
    return fails(SYNCS, fd) ? -1 : next(fd);
}

int rename(const char *from, const char *to) {
    NEXT(int, "rename", const char *, const char *)
    if (control != NULL && (control[0] & RENAMES) != 0 && is_hit(to)) {
        return -1;
    }
    return next(from, to);
}
