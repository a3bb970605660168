/**
 * Settings: what they are, where their values come from, and what is wrong with them.
 *
 * <p>A setting is a flag, a {@code CLEW_*} variable or a key of {@code clew.toml}, in that order of
 * strength. Every value remembers its source. What never lives here: what a setting does.
 */
@NullMarked
package io.clew.server.config;

import org.jspecify.annotations.NullMarked;
