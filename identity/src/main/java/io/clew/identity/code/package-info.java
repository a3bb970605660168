/**
 * What code is called: a repository and a commit, or where there is no git, a place and a path.
 *
 * <p>Here live the spellings of git remotes and the states of a working copy. What never lives
 * here: a call of git, or the assumption that a state nobody told is clean.
 */
@NullMarked
package io.clew.identity.code;

import org.jspecify.annotations.NullMarked;
