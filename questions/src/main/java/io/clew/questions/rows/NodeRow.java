package io.clew.questions.rows;

import io.clew.model.Urn;

/**
 * Finds a node in the store.
 *
 * @param id its dense id
 * @param position log position of its first mention
 */
public record NodeRow(int id, Urn urn, long position) {}
