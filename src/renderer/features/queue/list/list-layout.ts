/** A run of lines under one heading; offsets count lines, not headings. */
export interface LineGroup {
  readonly key: string;
  readonly count: number;
  readonly offset: number;
}

export type ListItem =
  | { readonly kind: 'group'; readonly group: LineGroup }
  | { readonly kind: 'line'; readonly index: number };

/** Where lines and group headings stand when they are laid out one below the other. */
export interface ListLayout {
  readonly items: number;
  readonly at: (item: number) => ListItem;
  readonly itemOf: (lineIndex: number) => number;
}

/** There are at most as many groups as programs, so a walk over them is quicker than a search. */
export function layOut(lines: number, groups: readonly LineGroup[]): ListLayout {
  return {
    items: lines + groups.length,
    at(item) {
      let headings = 0;
      for (const group of groups) {
        const heading = group.offset + headings;
        if (item === heading) return { kind: 'group', group };
        if (item < heading) break;
        headings += 1;
      }
      return { kind: 'line', index: item - headings };
    },
    itemOf: (lineIndex) => lineIndex + groups.filter((group) => group.offset <= lineIndex).length,
  };
}
