package io.clew.commit;

import io.clew.ledger.Payload;

/**
 * Holds what an audit entry's leaf hashes besides its facts.
 *
 * @param principal who made the write: the agent's URN
 * @param subjects JSON array of the URNs that it is about
 * @param payload what is kept of the request
 */
public record EntryBody(String principal, String subjects, Payload payload) {}
