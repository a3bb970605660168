/**
 * What people say of names: that two are one thing, and that something that was said is not so.
 *
 * <p>What never lives here: rules that infer such a thing by themselves, JSON, HTTP.
 */
@NullMarked
package io.clew.questions.merges;

import org.jspecify.annotations.NullMarked;
