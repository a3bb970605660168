/**
 * Tests of harvests, against a stand-in for Marquez and against Clew's own answers to its API.
 *
 * <p>What never lives here: tests of what events mean.
 */
@NullMarked
package io.clew.cli.harvest;

import org.jspecify.annotations.NullMarked;
