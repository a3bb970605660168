package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One write that waits, and what came of it. */
final class PendingWrite<T> {

    private final @Nullable Function<Db, T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable refusal;

    PendingWrite(Function<Db, T> work) {
        this.work = work;
    }

    private PendingWrite() {
        this.work = null;
    }

    /** Makes one that writes nothing and is answered once readers see what is durable. */
    static PendingWrite<Boolean> visible() {
        return new PendingWrite<>();
    }

    boolean isWrite() {
        return work != null;
    }

    void run(Db db) {
        refusal = null;
        result = Objects.requireNonNull(work).apply(db);
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
