package app.dollr.cli;

import picocli.CommandLine.Command;

@Command(
    name = "token",
    description =
        "Get an access token, to use with curl: -H \"Authorization: Bearer $(dollr token)\".")
final class TokenCommand implements Action {
  private final Shell shell;

  TokenCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var token = shell.dollr().obtainToken();
    if (shell.json()) {
      return shell.print(token);
    }
    shell.say(token.accessToken());
    return ExitCode.OK;
  }
}
