package io.clew.harvest;

import java.util.OptionalLong;

/** Is told how a pass goes. */
public interface Progress {

    /**
     * Tells where the pass begins.
     *
     * @param position empty when it begins at the start
     */
    void begins(String origin, String position);

    /**
     * Tells how far it has come.
     *
     * @param brought records until now
     * @param refused things that could not be brought
     * @param expected records in all, when the source knows
     */
    void moves(long brought, long refused, OptionalLong expected);

    /** Tells of one thing that could not be brought. */
    void refuses(String what, String reason);
}
