import type { Command } from './command.ts';

/** What an act says in one line's worth of values, for the catalogue's sentence `acts.<type>`. Codes and dates, no free text. */
export function actSummary(command: Command): Readonly<Record<string, string>> {
  switch (command.type) {
    case 'assessment.record': {
      const { assessment, status } = command.payload;
      return { assessment, status };
    }
    case 'note.add':
      return { noteType: command.payload.type };
    case 'bring-forward.set': {
      const { date, code } = command.payload;
      return { date, code };
    }
    case 'document.add':
      return { documentType: command.payload.type };
    case 'evidence.add':
      return { ground: command.payload.groundId, page: String(command.payload.pageIndex + 1) };
    case 'decision.draft':
      return { outcome: command.payload.draft?.outcome ?? 'none' };
    case 'decision.sign':
      return { outcome: command.payload.statement.draft.outcome };
    case 'case.reassign': {
      const { to, officeId } = command.payload;
      return { to: to ?? '', office: officeId ?? '' };
    }
    case 'application.withdraw':
      return { date: command.payload.requestedOn };
    case 'handed-over.leave':
      return { left: command.payload.type };
    case 'handed-over.settle':
      return { how: command.payload.how };
    case 'application.reopen':
    case 'case.open':
    case 'case.take':
    case 'case.release':
    case 'bring-forward.clear':
    case 'document.mark-read':
    case 'evidence.remove':
      return {};
  }
}
