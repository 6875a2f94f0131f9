package app.dollr.cli;

import app.dollr.client.AuthenticationException;
import app.dollr.client.ConnectionException;
import app.dollr.client.DollrException;
import app.dollr.client.NotFoundException;
import app.dollr.client.Outcome;
import app.dollr.client.PermissionException;
import app.dollr.client.RateLimitException;
import app.dollr.client.ServerException;
import app.dollr.client.UnreadableAnswerException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command went, for the shell. The numbers are part of the command's interface. */
public enum ExitCode {
  OK(0, "done; of a payment: COMPLETED, or accepted and not waited for"),
  BUG(1, "something that should not happen"),
  USAGE(2, "wrong options, or settings that are missing"),
  NOT_ALLOWED(3, "not authenticated, or not allowed"),
  REFUSED(4, "the server refused the request; the message names the fields"),
  NOT_FOUND(5, "no such thing"),
  RATE_LIMITED(6, "too many requests"),
  SERVER_ERROR(7, "the server failed, or what answered is no Dollr server"),
  NO_CONNECTION(8, "no answer; a payment may have begun all the same"),
  PAYMENT_FAILED(9, "the payment FAILED"),
  STILL_OPEN(10, "the payment is not decided yet; that is not a failure"),
  NOT_SOUND(11, "the ledger does not add up, or the doctor found something wrong"),
  BREAKS(12, "a gateway's statement and the books disagree");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the process exits with. */
  public int number() {
    return number;
  }

  /** Number and meaning of each, for the help. */
  static Map<String, String> list() {
    Map<String, String> list = new LinkedHashMap<>();
    for (var code : values()) {
      list.put(Integer.toString(code.number), code.meaning);
    }
    return list;
  }

  static ExitCode of(DollrException failed) {
    return switch (failed) {
      case AuthenticationException e -> NOT_ALLOWED;
      case PermissionException e -> NOT_ALLOWED;
      case NotFoundException e -> NOT_FOUND;
      case RateLimitException e -> RATE_LIMITED;
      case ServerException e -> SERVER_ERROR;
      case UnreadableAnswerException e -> SERVER_ERROR;
      case ConnectionException e -> NO_CONNECTION;
      default -> REFUSED;
    };
  }

  /** Of a payment that was waited for. */
  static ExitCode of(Outcome waitedFor) {
    return waitedFor.isOpen() ? STILL_OPEN : ofUnawaited(waitedFor);
  }

  /** Of a payment that was only looked at. */
  static ExitCode ofUnawaited(Outcome seen) {
    return seen.isFailed() ? PAYMENT_FAILED : OK;
  }
}
