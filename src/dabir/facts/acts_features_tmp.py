from __future__ import annotations
from dabir.script.verbs import verb_groups
from dabir.facts.words import is_participle
def features(reading, draft, attribution):
    first,last=draft.content
    keys=reading.keys[first:last]
    out=set()
    words=[k for k,w in zip(keys,reading.words[first:last]) if w.kind=='word']
    for k in words: out.add('w:'+k)
    for a,b in zip(keys,keys[1:]): out.add(f'b:{a}_{b}')
    groups=verb_groups(reading.words[first:last])
    vs=[]
    for n,g in enumerate(groups):
        f=g.features
        sig=f'{f.tense}{"-" if f.negative else ""}{f.person}{"p" if f.plural else ""}'
        vs.append(sig)
        noun=keys[g.start-1] if g.start else ''
        out.update((f'v:{sig}',f'l:{f.lemma}{"-" if f.negative else ""}',f't:{f.tense}',f'n:{noun}_{f.lemma}', f'p:{f.person}{f.plural}'))
        if f.person==1: out.add(f'p1:{f.tense}:{f.lemma}')
    if vs:
        out.add('lv:'+vs[-1]); out.add('fv:'+vs[0])
        f=groups[-1].features; out.add('ll:'+f.lemma); out.add(f'lt:{f.tense}{f.negative}'); out.add(f'lp:{f.person}{f.plural}{f.tense}')
        from collections import Counter
        c=Counter(g.features.tense for g in groups); t,nn=c.most_common(1)[0]; out.add(f'mt:{t}')
        out.add(f'nv:{min(len(groups),5)}')
    else: out.add('noverb')
    if draft.cue:
        ck=reading.phrase(draft.cue.range); out.add('c:'+ck); out.add('cs:'+draft.cue.strength)
        # words beside the cue
        s=reading.sentences[reading.sentence_of[draft.cue.range.first]]
        for k in reading.keys[s.first:draft.cue.range.last]:
            out.add('cw:'+k)
    else: out.add('nocue')
    out.add('form:'+draft.form)
    for k in keys[:3]: out.add('f:'+k)
    if any(w.kind=='number' for w in reading.words[first:last]): out.add('num')
    n=sum(w.kind=='number' for w in reading.words[first:last]); out.add(f'num{min(n,4)}')
    out.add(f'len{min(len(keys)//12,6)}')
    if attribution is not None: out.add('sp:'+attribution.kind)
    return out
