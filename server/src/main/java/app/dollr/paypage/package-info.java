/**
 * The pages that payers see: the hosted checkout, the receipt, and both as PDF. Looking at a page
 * writes nothing. Everything works without JavaScript but cards; with it the amounts follow what is
 * typed, and a waiting page hears of the end by itself.
 *
 * <p>It has no tables and publishes no events. Its templates lie in {@code src/main/jte/paypage},
 * its words in {@code paypage/words_*.properties}: another language is another file.
 */
@NullMarked
package app.dollr.paypage;

import org.jspecify.annotations.NullMarked;
