import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '#core/disk/node-disk.ts';
import { Vault } from '#core/vault/vault.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CaseState } from '#shared/model/case-state.ts';
import type { DocumentType } from '#shared/model/document.ts';
import type { CaseId, Day, DocumentId, Sha256 } from '#shared/model/ids.ts';
import { heldCase, now } from '#support/case-fixtures.ts';
import { newId } from '#support/core.ts';
import { testFolder } from '#support/test-database.ts';
import { openTestWorkspace } from '#support/workspace.ts';
import { bytesHeld, readDocument } from '../case-file/document-store.ts';
import { pinCases, unpinPlan } from '../case-file/pins.ts';
import { writeBudget } from '../documents/budget.ts';
import { owe, settleOwed } from '../documents/owed-store.ts';
import { VaultDocuments } from './vault-documents.ts';

interface Paper {
  readonly type: DocumentType;
  readonly content: Buffer;
}

const paper = (type: DocumentType, sizeBytes = 1000): Paper => ({ type, content: randomBytes(sizeBytes) });
const hashOf = ({ content }: Paper): Sha256 => createHash('sha256').update(content).digest('hex') as Sha256;
const idOf = (index: number): CaseId => `6b1f0f5e-3f0b-4c59-9d0a-${String(index).padStart(12, '0')}` as CaseId;

/** The n-th case of the officer's queue: received on the n-th day, so that the first is the oldest. */
function caseWith(index: number, papers: readonly Paper[], closed = false): CaseState {
  const state = heldCase();
  const first = state.documents[0];
  if (first === undefined) throw new Error('the case has documents');
  const completeOn = `2026-09-${String(index).padStart(2, '0')}` as Day;
  return {
    ...state,
    id: idOf(index),
    application: { ...state.application, number: `V30000000${index}`, completeOn, status: closed ? 'closed' : 'open' },
    documents: papers.map((each) => ({
      ...first,
      id: newId() as DocumentId,
      type: each.type,
      sha256: hashOf(each),
      sizeBytes: each.content.length,
    })),
  };
}

function device(states: readonly CaseState[], papers: readonly Paper[]) {
  const { workspace, database } = openTestWorkspace(states.map((state) => ({ state, sight: 'full', history: [] })));
  const vault = new Vault(nodeDisk, testFolder(), randomBytes(32));
  const documents = new VaultDocuments({
    workspace,
    vault,
    onChanged: () => undefined,
    onCasesChanged: () => undefined,
  });
  const contents = new Map(papers.map((each) => [hashOf(each), each.content]));
  /** Brings what is next, as the fetcher does; gives the hash, or null where nothing is. */
  const bring = async (): Promise<Sha256 | null> => {
    const wanted = documents.next(new Set());
    if (wanted === null) return null;
    const sink = await documents.receive(wanted);
    sink.take(contents.get(wanted.sha256) ?? Buffer.alloc(0));
    await sink.finish();
    documents.noteState(wanted.sha256);
    return wanted.sha256;
  };
  const bringAll = async (): Promise<Sha256[]> => {
    const brought: Sha256[] = [];
    for (let next = await bring(); next !== null; next = await bring()) brought.push(next);
    return brought;
  };
  const isHere = (each: Paper): boolean => readDocument(database.db, hashOf(each))?.presence === 'present';
  return { db: database.db, documents, bring, bringAll, isHere };
}

describe('documents come', () => {
  it('in the order of the queue, and within a case as its list shows them', async () => {
    const passport = paper('passport');
    const form = paper('application-form');
    const bank = paper('bank-statement');
    const later = [paper('passport'), paper('application-form')];
    const states = [caseWith(2, later), caseWith(1, [bank, passport, form])];
    const { bringAll } = device(states, [passport, form, bank, ...later]);
    const brought = await bringAll();
    const place = (each: Paper): number => brought.indexOf(hashOf(each));
    expect(place(form)).toBeLessThan(place(bank));
    expect(Math.max(place(bank), place(passport), place(form))).toBeLessThan(Math.min(...later.map(place)));
  });
});

describe('room for documents', () => {
  const papers = [1, 2, 3, 4].map(() => paper('passport', 10_000));
  const states = papers.map((each, index) => caseWith(index + 1, [each]));

  it('is never exceeded by what nobody asked for', async () => {
    const { db, documents, bringAll, isHere } = device(states, papers);
    writeBudget(db, 25_000);
    expect(await bringAll()).toHaveLength(2);
    expect(papers.map(isHere)).toEqual([true, true, false, false]);
    expect(bytesHeld(db)).toBeLessThanOrEqual(25_000);
    expect(documents.beyondBudget).toBe(2);
  });

  it('is made by what is needed last, when it becomes less', async () => {
    const { db, documents, bringAll, isHere } = device(states, papers);
    await bringAll();
    writeBudget(db, 20_000);
    documents.keepToBudget();
    expect(papers.map(isHere)).toEqual([true, true, false, false]);
    documents.planAnew();
    expect(await bringAll()).toEqual([]);
  });

  it('is made by documents of closed cases before all others', async () => {
    const closed = paper('passport', 10_000);
    const { db, documents, bringAll, isHere } = device([...states, caseWith(9, [closed], true)], [...papers, closed]);
    await bringAll();
    const wanted = documents.find(hashOf(closed));
    if (wanted === null) throw new Error('a closed case names it');
    const sink = await documents.receive(wanted);
    sink.take(closed.content);
    await sink.finish();
    documents.noteState(wanted.sha256);
    writeBudget(db, 40_000);
    documents.keepToBudget();
    expect([isHere(closed), ...papers.map(isHere)]).toEqual([false, true, true, true, true]);
  });

  it('is not made by what is pinned or what central does not have', async () => {
    const { db, documents, bringAll, isHere } = device(states, papers);
    await bringAll();
    pinCases(db, 'trip', [idOf(4)], now);
    owe(db, hashOf(papers[3 - 1] ?? paper('passport')), now);
    writeBudget(db, 20_000);
    documents.keepToBudget();
    expect(papers.map(isHere)).toEqual([false, false, true, true]);
    unpinPlan(db, 'trip');
    settleOwed(db, hashOf(papers[2] ?? paper('passport')));
    writeBudget(db, 10_000);
    documents.keepToBudget();
    expect(papers.map(isHere)).toEqual([false, false, true, false]);
  });

  it('does not keep back what is being looked at', async () => {
    const { db, documents, bringAll, isHere } = device(states, papers);
    writeBudget(db, 20_000);
    await bringAll();
    const last = papers[3];
    const wanted = last === undefined ? null : documents.find(hashOf(last));
    if (last === undefined || wanted === null) throw new Error('the last is not here');
    const sink = await documents.receive(wanted);
    sink.take(last.content);
    await sink.finish();
    documents.noteState(wanted.sha256);
    expect(isHere(last)).toBe(true);
    expect(bytesHeld(db)).toBeLessThanOrEqual(20_000);
  });
});

describe('what is said of a document that does not come', () => {
  it('stands with it until it is here', async () => {
    const only = paper('passport');
    const { db, documents, bring } = device([caseWith(1, [only])], [only]);
    const hash = hashOf(only);
    const since = '2026-11-20T10:00:00.000Z';
    documents.noteAbsent(hash, new AppError('document-missing', { office: 'CPCO', since }));
    expect(readDocument(db, hash)?.absent).toEqual({ why: 'not-yet', office: 'CPCO', since });
    documents.noteAbsent(hash, new AppError('document-damaged', { since }));
    expect(readDocument(db, hash)?.absent).toEqual({ why: 'damaged', office: null, since });
    documents.noteAbsent(hash, new AppError('document-damaged', { wrongHash: true }));
    expect(readDocument(db, hash)?.absent).toMatchObject({ why: 'other-content' });
    documents.noteAbsent(hash, new AppError('document-not-found'));
    expect(readDocument(db, hash)?.absent).toMatchObject({ why: 'other-content' });
    await bring();
    expect(readDocument(db, hash)).toMatchObject({ presence: 'present', absent: null });
  });
});
