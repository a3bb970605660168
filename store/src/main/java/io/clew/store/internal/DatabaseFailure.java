package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.sql.SQLException;
import java.util.List;

/** Carries a failure of the database through code that does not know JDBC. */
final class DatabaseFailure extends RuntimeException {

    private final SQLException sql;

    private DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sql = cause;
    }

    static DatabaseFailure of(SQLException cause) {
        return new DatabaseFailure(cause);
    }

    SQLException sql() {
        return sql;
    }

    /** Says whether running the same transaction again may succeed (SQLSTATE class 40). */
    boolean isRetriable() {
        String state = sql().getSQLState();
        return state != null && state.startsWith("40");
    }

    /**
     * Says whether only this statement is at fault (bad data, a constraint, a defect of its text),
     * so that the transaction can go on from a savepoint: SQLSTATE classes 22, 23 and 42, and
     * SQLite's ERROR (1), TOOBIG (18), CONSTRAINT (19) and MISMATCH (20).
     */
    boolean isOfOneStatement() {
        String state = sql().getSQLState();
        if (state != null) {
            return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
        }
        int primaryCode = sql().getErrorCode() & 0xFF;
        return primaryCode == 1 || primaryCode == 18 || primaryCode == 19 || primaryCode == 20;
    }

    /** Makes what a caller sees: the store cannot serve right now. */
    ClewException forCaller() {
        ClewException refusal =
                new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "the store cannot serve this request right now",
                        null,
                        List.of());
        refusal.initCause(this);
        return refusal;
    }
}
