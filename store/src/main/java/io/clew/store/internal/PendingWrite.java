package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One write that waits, or one read that only the writer can serve, and what came of it. */
final class PendingWrite<T> {

    /** What waits. */
    enum Kind {
        WRITE,

        /** Writes nothing; to be answered once readers see what is durable. */
        VISIBLE,

        /** A read on the writer's own connection. */
        READ
    }

    private final Kind kind;
    private final Function<Db, T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable refusal;

    PendingWrite(Kind kind, Function<Db, T> work) {
        this.kind = kind;
        this.work = work;
    }

    Kind kind() {
        return kind;
    }

    void run(Db db) {
        refusal = null;
        result = work.apply(db);
    }

    /** Notes that the work was undone because it threw; told once the group is durable. */
    void refuse(Throwable reason) {
        refusal = reason;
    }

    @SuppressWarnings("NullAway") // a write may return null where its caller's T admits it
    void answer() {
        if (refusal != null) {
            done.completeExceptionally(refusal);
        } else {
            done.complete(result);
        }
    }

    void fail(Throwable reason) {
        done.completeExceptionally(reason);
    }

    /** Waits for the answer and gives it as the caller sees it. */
    T await() throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw Failures.forCaller(e.getCause());
        }
    }

    static ClewException unavailable(String why) {
        return new ClewException(ErrorCode.UNAVAILABLE, why);
    }
}
