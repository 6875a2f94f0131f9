package app.dollr.acceptance;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/**
 * How a window looks at pages.
 *
 * @param width, height in CSS pixels
 * @param locale the language its reader wants, such as {@code fr-FR}
 */
public record Look(
    int width, int height, String locale, boolean dark, boolean javaScript, boolean touch) {

  /** A cheap phone. */
  public static Look phone() {
    return new Look(360, 740, "en-GB", false, true, true);
  }

  /** The narrowest phone there is. */
  public static Look narrow() {
    return new Look(320, 568, "en-GB", false, true, true);
  }

  public static Look desktop() {
    return new Look(1280, 860, "en-GB", false, true, false);
  }

  public Look in(String other) {
    return new Look(width, height, other, dark, javaScript, touch);
  }

  public Look inTheDark() {
    return new Look(width, height, locale, true, javaScript, touch);
  }

  public Look withoutJavaScript() {
    return new Look(width, height, locale, dark, false, touch);
  }

  /** As a reader sees it who has enlarged the page to 200 %. */
  public Look enlarged() {
    return new Look(width / 2, height / 2, locale, dark, javaScript, touch);
  }

  NewContextOptions options() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setDeviceScaleFactor(2)
        .setHasTouch(touch)
        .setLocale(locale)
        .setTimezoneId("Africa/Monrovia")
        .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setJavaScriptEnabled(javaScript);
  }
}
