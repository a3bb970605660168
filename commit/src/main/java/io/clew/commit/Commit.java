package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.store.Db;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what one write adds, inside its transaction; everything or nothing of it is kept.
 *
 * <p>Valid only while the work runs. The work may run more than once, each time with a new one.
 */
public interface Commit {

    /** Returns the transaction, for a protocol's own rows. */
    Db db();

    /**
     * Lets a row of a protocol's own wait until a statement is made about its table, or the group
     * ends: then many go in with one statement.
     *
     * @param row values as {@link io.clew.store.Query#bind} takes them
     */
    void insert(Insert into, List<? extends @Nullable Object> row);

    /** Returns what is remembered from write to write. */
    Memory memory();

    /** Returns when the write is recorded: one instant for the whole group, in milliseconds. */
    Instant now();

    /** Returns the log position that this write will have. */
    long position();

    /** Returns the number of the workspace, for a protocol's own rows. */
    int workspaceId();

    /** Returns the dense id of a node, adding the node on its first mention. */
    int nodeId(Urn urn);

    /**
     * Says whether this write is the first to name a node: then all that is known of it is what
     * this write said.
     */
    boolean isNew(Urn urn);

    /** Says whether a value is the newest that the write's own asserter gave an attribute. */
    boolean isSaid(Urn node, String key, Object value);

    /**
     * Says whether the write's own asserter drew an edge, with the same attributes, and has not
     * taken it back. What a person took back ({@link Intent#RETRACTIONS}) still counts as said, so
     * that a tool which repeats itself does not undo that.
     */
    boolean isSaid(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes);

    /**
     * Says whether a value is in force at an instant by what one asserter said of an attribute: the
     * latest by event time up to then, and not taken back. Null is in force where nothing is said.
     */
    boolean isInForce(Urn node, String key, @Nullable Object value, Asserter by, Instant at);

    /**
     * Says whether one asserter drew an edge by an instant, lately with the same attributes, and
     * has not taken it back.
     */
    boolean isInForce(
            Urn from,
            EdgeKind kind,
            Urn to,
            Map<String, Object> attributes,
            Asserter by,
            Instant at);

    /** Adds a fact. */
    void add(Fact fact);

    /** Names a node that this write is about; listed in the audit entry. */
    void subject(Urn urn);

    /** Keeps the request as it was accepted; hashed into the leaf. */
    void payload(byte[] body);

    /**
     * Keeps no more of the request than its size and digest, for a protocol that keeps the request
     * itself in rows of its own.
     */
    void payloadDigest(byte[] sha256, long sizeBytes);

    /**
     * Leaves no entry after all, since the write turned out to say nothing new; only before
     * anything was added.
     */
    void abandon();

    /**
     * Marks this write as points of a subject (metrics, heartbeats): all that share the commit, the
     * subject, the operation and the asserter become one audit entry over the hash of the points.
     *
     * @param points the points in a stable binary or text form
     */
    void points(Urn subject, byte[] points);

    /** Adds a declared edge by the write's own asserter. */
    default void declare(Urn from, EdgeKind kind, Urn to, EventTime at) {
        declare(from, kind, to, at, Map.of());
    }

    /** Adds a declared edge with attributes by the write's own asserter. */
    default void declare(
            Urn from, EdgeKind kind, Urn to, EventTime at, Map<String, Object> attributes) {
        add(new Fact.EdgeFact(from, kind, to, Assertion.DECLARED, at, by(), attributes, null));
    }

    /** Adds a declared value of an attribute by the write's own asserter; null ends it. */
    default void declare(Urn node, String key, @Nullable Object value, EventTime at) {
        add(new Fact.AttributeFact(node, key, value, Assertion.DECLARED, at, by(), null));
    }

    /** Adds an observed value of an attribute by the write's own asserter. */
    default void observe(Urn node, String key, @Nullable Object value, EventTime at) {
        add(new Fact.AttributeFact(node, key, value, Assertion.OBSERVED, at, by(), null));
    }

    /** Adds an observed edge by the write's own asserter. */
    default void observe(Urn from, EdgeKind kind, Urn to, EventTime at) {
        add(new Fact.EdgeFact(from, kind, to, Assertion.OBSERVED, at, by(), Map.of(), null));
    }

    /** Returns who makes this write. */
    Asserter by();
}
