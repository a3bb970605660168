/* The limit that the index is measured against: the same edges as arrays, walked breadth first in C.
 *
 * Argument: a file of nodes (int32), edges (int64), then the effect of each edge and the cause of each
 * edge (int32). Then lines on standard input: how to walk (`plain`; `branchless`, which does
 * not branch on whether a node was reached; `prefetch`, branchless too) and a count, and so many nodes to
 * ask upstream of, each on its own line. Answers with one line for each: nodes reached, CPU and wall in
 * nanoseconds. The end of input ends it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How many nodes ahead in the queue the first causes are fetched. */
#define AHEAD 6

static int32_t nodes;
static int64_t edges;
static uint32_t *starts;
static int32_t *causes;
static uint64_t *seen;
static int32_t *queue;

static void *room(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fprintf(stderr, "no memory for %zu of %zu bytes\n", count, size);
        exit(1);
    }
    return memory;
}

static void take(FILE *file, void *into, size_t size, size_t count) {
    if (fread(into, size, count, file) != count) {
        fprintf(stderr, "the file of the graph is too short\n");
        exit(1);
    }
}

static void lay_out(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    take(file, &nodes, sizeof nodes, 1);
    take(file, &edges, sizeof edges, 1);
    int32_t *from = room(edges, sizeof *from);
    int32_t *to = room(edges, sizeof *to);
    take(file, from, sizeof *from, edges);
    take(file, to, sizeof *to, edges);
    fclose(file);
    starts = room((size_t)nodes + 2, sizeof *starts);
    causes = room(edges, sizeof *causes);
    seen = room(((size_t)nodes >> 6) + 1, sizeof *seen);
    queue = room((size_t)nodes + 1, sizeof *queue);
    for (int64_t edge = 0; edge < edges; edge++) {
        starts[from[edge] + 1]++;
    }
    for (int32_t node = 0; node <= nodes; node++) {
        starts[node + 1] += starts[node];
    }
    uint32_t *next = room((size_t)nodes + 2, sizeof *next);
    memcpy(next, starts, ((size_t)nodes + 2) * sizeof *next);
    for (int64_t edge = 0; edge < edges; edge++) {
        causes[next[from[edge]]++] = to[edge];
    }
    free(next);
    free(from);
    free(to);
}

static int32_t clear(int32_t reached) {
    for (int32_t i = 0; i < reached; i++) {
        seen[queue[i] >> 6] = 0;
    }
    return reached;
}

static int32_t plain(int32_t asked) {
    int32_t tail = 1;
    queue[0] = asked;
    seen[asked >> 6] |= UINT64_C(1) << (asked & 63);
    for (int32_t head = 0; head < tail; head++) {
        uint32_t end = starts[queue[head] + 1];
        for (uint32_t edge = starts[queue[head]]; edge < end; edge++) {
            int32_t cause = causes[edge];
            uint64_t bit = UINT64_C(1) << (cause & 63);
            if (!(seen[cause >> 6] & bit)) {
                seen[cause >> 6] |= bit;
                queue[tail++] = cause;
            }
        }
    }
    return clear(tail);
}

static int32_t branchless(int32_t asked) {
    int32_t tail = 1;
    queue[0] = asked;
    seen[asked >> 6] |= UINT64_C(1) << (asked & 63);
    for (int32_t head = 0; head < tail; head++) {
        uint32_t end = starts[queue[head] + 1];
        for (uint32_t edge = starts[queue[head]]; edge < end; edge++) {
            int32_t cause = causes[edge];
            uint64_t known = seen[cause >> 6];
            seen[cause >> 6] = known | UINT64_C(1) << (cause & 63);
            queue[tail] = cause;
            tail += ~known >> (cause & 63) & 1;
        }
    }
    return clear(tail);
}

static int32_t prefetch(int32_t asked) {
    int32_t tail = 1;
    queue[0] = asked;
    seen[asked >> 6] |= UINT64_C(1) << (asked & 63);
    for (int32_t head = 0; head < tail; head++) {
        if (head + AHEAD < tail) {
            __builtin_prefetch(&causes[starts[queue[head + AHEAD]]]);
        }
        if (head + 2*AHEAD < tail) {
            __builtin_prefetch(&starts[queue[head + 2*AHEAD]]);
        }
        uint32_t end = starts[queue[head] + 1];
        for (uint32_t edge = starts[queue[head]]; edge < end; edge++) {
            int32_t cause = causes[edge];
            uint64_t known = seen[cause >> 6];
            seen[cause >> 6] = known | UINT64_C(1) << (cause & 63);
            queue[tail] = cause;
            tail += ~known >> (cause & 63) & 1;
        }
    }
    return clear(tail);
}

static int64_t nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "one argument: the file of the graph\n");
        return 2;
    }
    lay_out(argv[1]);
    char how[16];
    int32_t count;
    while (scanf("%15s %" SCNd32, how, &count) == 2) {
        int32_t *asked = room(count, sizeof *asked);
        for (int32_t i = 0; i < count; i++) {
            if (scanf("%" SCNd32, &asked[i]) != 1 || asked[i] < 1 || asked[i] > nodes) {
                fprintf(stderr, "not a node\n");
                return 1;
            }
        }
        int32_t (*walk)(int32_t) = plain;
        if (strcmp(how, "branchless") == 0) {
            walk = branchless;
        } else if (strcmp(how, "prefetch") == 0) {
            walk = prefetch;
        }
        for (int32_t i = 0; i < count; i++) {
            int64_t wall = nanos(CLOCK_MONOTONIC);
            int64_t cpu = nanos(CLOCK_THREAD_CPUTIME_ID);
            int32_t reached = walk(asked[i]);
            cpu = nanos(CLOCK_THREAD_CPUTIME_ID) - cpu;
            wall = nanos(CLOCK_MONOTONIC) - wall;
            printf("%" PRId32 " %" PRId64 " %" PRId64 "\n", reached, cpu, wall);
        }
        fflush(stdout);
        free(asked);
    }
    return 0;
}
