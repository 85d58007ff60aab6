package document

// InForceFrom gives the day from which an approved document is in force: the later of its approval
// and its effective date. It is not Valid unless both are.
func (m *Meta) InForceFrom() Date {
	if !m.ApprovedDate.Valid || m.EffectiveDate.Before(m.ApprovedDate.Value) {
		return m.ApprovedDate
	}
	return m.EffectiveDate
}
