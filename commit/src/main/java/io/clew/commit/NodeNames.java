package io.clew.commit;

import io.clew.model.Urn;

/**
 * Finds the nodes of the log by name and by number without asking the database; what it finds stays
 * the same, whatever is written meanwhile.
 */
public interface NodeNames {

    /** Knows nothing, so that the database is asked. */
    NodeNames NONE =
            new NodeNames() {
                @Override
                public int count() {
                    return -1;
                }

                @Override
                public int find(int workspaceId, Urn urn) {
                    return 0;
                }

                @Override
                public Urn urn(int node) {
                    throw new IllegalStateException("there are no names");
                }
            };

    /**
     * Returns how many nodes it knows: those from number 1 to this one, each of them. Who finds
     * that there are more, or fewer, asks the database.
     */
    int count();

    /** Returns the number of a node of a workspace; 0 when there is none of that name. */
    int find(int workspaceId, Urn urn);

    /**
     * Returns the name of a node.
     *
     * @param node from 1 to {@link #count()}
     */
    Urn urn(int node);
}
