package io.clew.commit.inference;

import io.clew.model.Asserter;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.store.Db;
import java.util.List;

/** Concludes further facts from those that a write brings; lives on the writer thread. */
public interface Rule {

    /** Looks at a write's facts, which statements see, and adds what follows from them. */
    void conclude(News news);

    /**
     * Forgets what it knows of the database: others wrote to it, or a write was undone. Until then
     * it may know what it read or wrote before, from write to write.
     */
    default void forget() {}

    /**
     * Names a same-as that a person took back.
     *
     * @param other the node that it led to
     * @param position where in the log it was taken back
     */
    record TakenBack(int other, long position) {}

    /** Shows a rule the write it looks at. */
    interface News {
        /** Returns the write's transaction; it sees the write's own rows. */
        Db db();

        /** Returns the facts that the write brought, in order. */
        List<Fact> facts();

        /** Returns the number of the workspace that the write is in. */
        int workspaceId();

        /** Returns the log position that the write will have. */
        long position();

        /**
         * Returns what people ever took back of what Clew had concluded a node to be the same as.
         */
        List<TakenBack> takenBack(int nodeId);

        /** Returns the dense id of a node, adding the node on its first mention. */
        int nodeId(Urn urn);

        /** Returns the name of a node by its id. */
        Urn urn(int nodeId);

        /** Returns the id of an asserter, adding it on its first mention. */
        long asserterId(Asserter asserter);

        /** Says whether the write is the first to name a node. */
        boolean isNew(int nodeId);

        /** Adds a concluded fact or a retraction of one to the write. */
        void add(Fact fact);

        /**
         * Keeps a row in a table of the rule's own; one that is there already is left as it is.
         *
         * @param row the values of the table's columns but for the last, the workspace
         */
        void keep(RuleTable table, List<Object> row);
    }
}
