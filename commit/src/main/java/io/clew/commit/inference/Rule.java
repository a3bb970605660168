package io.clew.commit.inference;

import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.store.Db;
import java.util.List;

/** Concludes further facts from those that a write brings. */
@FunctionalInterface
public interface Rule {

    /** Looks at a write's facts, which statements see, and adds what follows from them. */
    void conclude(News news);

    /** Shows a rule the write it looks at. */
    interface News {
        /** Returns the write's transaction; it sees the write's own rows. */
        Db db();

        /** Returns the facts that the write brought. */
        List<Fact> facts();

        /** Returns the dense id of a node, adding the node on its first mention. */
        int nodeId(Urn urn);

        /** Says whether the write is the first to name a node. */
        boolean isNew(Urn urn);

        /** Adds a concluded fact or a retraction of one to the write. */
        void add(Fact fact);
    }
}
