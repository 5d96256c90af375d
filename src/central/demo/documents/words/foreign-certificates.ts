/**
 * Headings and captions of civil documents in four other scripts: civil status (birth, marriage) and police. Names
 * stay in Latin letters, as on the bilingual forms of many registries.
 */
export interface ForeignWords {
  face: 'arabic' | 'chinese' | 'sans' | 'devanagari';
  isRightToLeft: boolean;
  language: { en: string; fr: string };
  authority: string;
  title: Record<'birth' | 'marriage' | 'police', string>;
  captions: {
    name: string;
    birthDate: string;
    birthPlace: string;
    sex: string;
    father: string;
    mother: string;
    spouse: string;
    date: string;
    number: string;
  };
  body: Record<'birth' | 'marriage' | 'police', string>;
  seal: string;
}

export const foreignWords: Readonly<Record<'ar' | 'zh' | 'ru' | 'hi', ForeignWords>> = {
  ar: {
    face: 'arabic',
    isRightToLeft: true,
    language: { en: 'Arabic', fr: 'l’arabe' },
    authority: 'وزارة الداخلية - مديرية الأحوال المدنية',
    title: { birth: 'شهادة ميلاد', marriage: 'عقد زواج', police: 'شهادة حسن السيرة والسلوك' },
    captions: {
      name: 'الاسم الكامل',
      birthDate: 'تاريخ الميلاد',
      birthPlace: 'مكان الميلاد',
      sex: 'الجنس',
      father: 'اسم الأب',
      mother: 'اسم الأم',
      spouse: 'اسم الزوج',
      date: 'التاريخ',
      number: 'رقم القيد',
    },
    body: {
      birth: 'نشهد بأن البيانات المذكورة أعلاه مطابقة لسجل المواليد',
      marriage: 'تم عقد الزواج بحضور الشاهدين وفق أحكام القانون',
      police: 'لا توجد سوابق جنائية مسجلة بحق المذكور أعلاه',
    },
    seal: 'SPECIMEN CIVIL REGISTRY',
  },
  zh: {
    face: 'chinese',
    isRightToLeft: false,
    language: { en: 'Chinese', fr: 'le chinois' },
    authority: '民政局 · 公证处',
    title: { birth: '出生医学证明', marriage: '结婚证', police: '无犯罪记录证明' },
    captions: {
      name: '姓名',
      birthDate: '出生日期',
      birthPlace: '出生地',
      sex: '性别',
      father: '父亲姓名',
      mother: '母亲姓名',
      spouse: '配偶姓名',
      date: '日期',
      number: '编号',
    },
    body: {
      birth: '兹证明以上内容与出生登记相符。',
      marriage: '双方自愿结婚，符合法律规定，准予登记。',
      police: '经查询，上述人员无犯罪记录。',
    },
    seal: 'SPECIMEN NOTARY OFFICE',
  },
  ru: {
    face: 'sans',
    isRightToLeft: false,
    language: { en: 'Russian', fr: 'le russe' },
    authority: 'Отдел записи актов гражданского состояния',
    title: {
      birth: 'СВИДЕТЕЛЬСТВО О РОЖДЕНИИ',
      marriage: 'СВИДЕТЕЛЬСТВО О БРАКЕ',
      police: 'СПРАВКА ОБ ОТСУТСТВИИ СУДИМОСТИ',
    },
    captions: {
      name: 'Фамилия, имя',
      birthDate: 'Дата рождения',
      birthPlace: 'Место рождения',
      sex: 'Пол',
      father: 'Отец',
      mother: 'Мать',
      spouse: 'Супруг',
      date: 'Дата выдачи',
      number: 'Запись акта №',
    },
    body: {
      birth: 'О чём в книге регистрации актов о рождении произведена соответствующая запись.',
      marriage: 'О чём в книге регистрации актов о заключении брака произведена запись.',
      police: 'Сведений о наличии судимости и факте уголовного преследования не имеется.',
    },
    seal: 'SPECIMEN ЗАГС',
  },
  hi: {
    face: 'devanagari',
    isRightToLeft: false,
    language: { en: 'Hindi', fr: 'l’hindi' },
    authority: 'जन्म एवं मृत्यु पंजीकरण विभाग',
    title: { birth: 'जन्म प्रमाण पत्र', marriage: 'विवाह प्रमाण पत्र', police: 'पुलिस सत्यापन प्रमाण पत्र' },
    captions: {
      name: 'नाम',
      birthDate: 'जन्म तिथि',
      birthPlace: 'जन्म स्थान',
      sex: 'लिंग',
      father: 'पिता का नाम',
      mother: 'माता का नाम',
      spouse: 'पति / पत्नी का नाम',
      date: 'दिनांक',
      number: 'पंजीकरण संख्या',
    },
    body: {
      birth: 'यह प्रमाणित किया जाता है कि उपरोक्त जानकारी पंजीकरण अभिलेख से ली गई है।',
      marriage: 'यह प्रमाणित किया जाता है कि उपरोक्त विवाह पंजीकृत किया गया है।',
      police: 'उपरोक्त व्यक्ति के विरुद्ध कोई आपराधिक मामला दर्ज नहीं है।',
    },
    seal: 'SPECIMEN REGISTRAR',
  },
};
