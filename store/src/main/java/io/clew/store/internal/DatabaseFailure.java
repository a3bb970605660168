package io.clew.store.internal;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.sql.SQLException;

/** Carries a failure of the database through code that does not know JDBC. */
final class DatabaseFailure extends RuntimeException {

    private static final int SQLITE_ERROR = 1;
    private static final int SQLITE_TOOBIG = 18;
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_MISMATCH = 20;

    private final SQLException sql;

    private DatabaseFailure(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sql = cause;
    }

    /** Wraps an exception of JDBC; one that is wrapped already stays as it is. */
    static DatabaseFailure of(Exception cause) {
        return switch (cause) {
            case DatabaseFailure known -> known;
            case SQLException failure -> new DatabaseFailure(failure);
            default -> throw new IllegalArgumentException("not a failure of a database", cause);
        };
    }

    /** Says whether running the same transaction again may succeed (SQLSTATE class 40). */
    boolean isRetriable() {
        return state().startsWith("40");
    }

    /**
     * Says whether the connection is gone: SQLSTATE class 08, and 57P01 to 57P05, by which
     * PostgreSQL says that it shuts down or starts up.
     */
    boolean isOfConnection() {
        return state().startsWith("08") || state().startsWith("57P");
    }

    /** Says whether another transaction made the same key, table or type first. */
    boolean isDuplicate() {
        return switch (state()) {
            case "23505", "42P07", "42710" -> true;
            default -> false;
        };
    }

    /**
     * Says whether only this statement is at fault (bad data, a constraint, a defect of its text, a
     * value too large to index), so that the transaction can go on from a savepoint: SQLSTATE
     * classes 22, 23, 42 and 54, 25P02 for what follows such a statement, and SQLite's ERROR,
     * TOOBIG, CONSTRAINT and MISMATCH.
     */
    boolean isOfOneStatement() {
        if (!state().isEmpty()) {
            return switch (state().substring(0, 2)) {
                case "22", "23", "42", "54" -> true;
                default -> state().equals("25P02");
            };
        }
        return switch (sql.getErrorCode() & 0xFF) {
            case SQLITE_ERROR, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH -> true;
            default -> false;
        };
    }

    private String state() {
        String state = sql.getSQLState();
        return state == null ? "" : state;
    }

    /**
     * Makes what a caller sees: INTERNAL when a statement was at fault, since that is a defect of
     * ours, else UNAVAILABLE.
     */
    ClewException forCaller() {
        ClewException refusal =
                isOfOneStatement()
                        ? new ClewException(
                                ErrorCode.INTERNAL, "the store could not keep this request")
                        : new ClewException(
                                ErrorCode.UNAVAILABLE,
                                "the store cannot serve this request right now");
        refusal.initCause(this);
        return refusal;
    }
}
