/**
 * The words of Clew: kinds, URNs, facts and answers as plain records.
 *
 * <p>Here live the terms that every other module speaks: what a node and an edge are, what a fact
 * says and who asserts it, and the shapes of answers. What never lives here: parsing of any
 * protocol, SQL, HTTP, JSON libraries, or a question's logic. This module depends on nothing.
 */
@NullMarked
package io.clew.model;

import org.jspecify.annotations.NullMarked;
