package io.clew.graph;

/** Gathers the tables that only grow, and that all views share. */
record Tables(
        NodeTable nodes,
        Stamps stamps,
        Voices voices,
        Claims claims,
        NodeStates states,
        IntColumn stateChains,
        SameAsTable sameAs) {

    /** Makes empty ones. */
    static Tables empty() {
        Stamps stamps = new Stamps();
        Voices voices = new Voices();
        return of(
                new NodeTable(),
                stamps,
                voices,
                new Claims(stamps, voices),
                new IntColumn(),
                new SameAsTable());
    }

    static Tables of(
            NodeTable nodes,
            Stamps stamps,
            Voices voices,
            Claims claims,
            IntColumn stateChains,
            SameAsTable sameAs) {
        return new Tables(
                nodes,
                stamps,
                voices,
                claims,
                new NodeStates(stamps, voices, claims, stateChains),
                stateChains,
                sameAs);
    }
}
